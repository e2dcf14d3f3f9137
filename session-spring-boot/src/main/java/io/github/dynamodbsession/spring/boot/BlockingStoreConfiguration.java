package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store of a servlet application, over the storage and with the codec that were chosen. */
@Configuration(proxyBeanMethods = false)
@Import(StoreConfiguration.class)
class BlockingStoreConfiguration {

    /** Closed by the store; a store of the user's own has one already. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean({StorageClient.class, SessionStore.class})
    StorageClient sessionStorageClient(
            ObjectProvider<StorageCandidate> candidates,
            DynamoDbSessionProperties properties,
            BeanFactory beanFactory) {
        return ApplicationLoader.within(
                beanFactory, () -> StorageChoice.of(candidates.stream().toList(), properties.storage())
                        .blocking()
                        .get());
    }

    @Bean
    @ConditionalOnMissingBean
    SessionStore sessionStore(
            StorageClient storage, StoreOptions options, ObjectProvider<SessionStoreBuilderCustomizer> customizers) {
        SessionStore.Builder builder = options.apply(SessionStore.builder(storage));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return ApplicationLoader.within(options.beanFactory(), () -> {
            try {
                return builder.build();
            } catch (RuntimeException e) {
                OwnStorage.close(options.beanFactory(), storage);
                throw e;
            }
        });
    }
}
