package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Schedulers;

/** The store of a reactive application, over the storage and with the codec that were chosen. */
@Configuration(proxyBeanMethods = false)
@Import(StoreConfiguration.class)
class AsyncStoreConfiguration {

    /** Outlives the store, which asks its storage on these threads. */
    @Bean
    StoreThreads sessionStoreThreads() {
        return StoreThreads.own();
    }

    /** Closed by the store. A blocking one of the user's own waits where Reactor lets blocking calls wait. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean({AsyncStorageClient.class, AsyncSessionStore.class})
    AsyncStorageClient asyncSessionStorageClient(
            ObjectProvider<StorageClient> blocking,
            ObjectProvider<StorageCandidate> candidates,
            DynamoDbSessionProperties properties,
            StoreThreads threads,
            BeanFactory beanFactory) {
        StorageClient own = SingleBean.of(blocking, StorageClient.class);
        AsyncThreads async = new AsyncThreads(threads, Schedulers.boundedElastic()::schedule);
        return own == null
                ? ApplicationLoader.within(
                        beanFactory, () -> StorageChoice.of(candidates.stream().toList(), properties.storage())
                                .async()
                                .apply(async))
                : async.bridge(own);
    }

    @Bean
    @ConditionalOnMissingBean
    AsyncSessionStore asyncSessionStore(
            AsyncStorageClient storage,
            StoreOptions options,
            StoreThreads threads,
            ObjectProvider<AsyncSessionStoreBuilderCustomizer> customizers) {
        AsyncSessionStore.Builder builder =
                options.apply(AsyncSessionStore.builder(storage)).executor(threads);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return ApplicationLoader.within(options.beanFactory(), () -> {
            try {
                return builder.build().join();
            } catch (CompletionException e) {
                OwnStorage.close(options.beanFactory(), storage);
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        });
    }
}
