package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.core.step.StoreThreads;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;
import reactor.core.scheduler.Schedulers;

/** The store, with the chosen storage and codec. */
final class StoreConfigurations {

    private static final String BLOCKING = "sessionStorageClient";
    private static final String ASYNC = "asyncSessionStorageClient";

    private StoreConfigurations() {}

    /** What either kind of store is built from. */
    @Configuration(proxyBeanMethods = false)
    @Import({
        DynamoV2Configuration.class,
        DynamoV1Configuration.class,
        InMemory.class,
        CodecConfiguration.class,
        EncryptionConfiguration.class,
        StartNoteConfiguration.class,
        MetricsConfiguration.class
    })
    static class Parts {

        @Bean
        StoreOptions sessionStoreOptions(
                DynamoDbSessionProperties properties,
                BeanFactory beanFactory,
                ObjectProvider<AttributeCodec> codecs,
                ObjectProvider<CodecKind.Candidate> codecCandidates,
                ObjectProvider<SessionEncryption> encryptions,
                ObjectProvider<ClassLearner> learners,
                ObjectProvider<SessionListener> listeners,
                ObjectProvider<SessionIndex> indexes,
                ObjectProvider<IndexResolver<Session>> indexResolvers,
                ObjectProvider<SessionEndBroadcast> endBroadcasts,
                ObjectProvider<StartNoteConfiguration.StartNote> startNotes) {
            return new StoreOptions(
                    properties,
                    beanFactory,
                    codecs,
                    codecCandidates,
                    encryptions,
                    learners,
                    listeners,
                    indexes,
                    indexResolvers,
                    endBroadcasts,
                    startNotes);
        }
    }

    /** The store of a servlet application. */
    @Configuration(proxyBeanMethods = false)
    @Import(Parts.class)
    static class Blocking {

        /** Closed by the store. Not created if the application defines a store of its own. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean({StorageClient.class, SessionStore.class})
        StorageClient sessionStorageClient(
                ObjectProvider<StorageKind.Candidate> candidates,
                DynamoDbSessionProperties properties,
                BeanFactory beanFactory) {
            return within(
                    beanFactory, () -> chosen(candidates, properties).blocking().get());
        }

        @Bean
        @ConditionalOnMissingBean
        SessionStore sessionStore(
                StorageClient storage,
                StoreOptions options,
                ObjectProvider<SessionStoreBuilderCustomizer> customizers) {
            SessionStore.Builder builder = options.apply(SessionStore.builder(storage));
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return within(options.beanFactory(), () -> {
                try {
                    return builder.build();
                } catch (RuntimeException e) {
                    closeOwn(options.beanFactory(), storage);
                    throw e;
                }
            });
        }
    }

    /** The store of a reactive application. */
    @Configuration(proxyBeanMethods = false)
    @Import(Parts.class)
    static class Async {

        /** Outlives the store, which calls its storage on these threads. */
        @Bean
        StoreThreads sessionStoreThreads() {
            return StoreThreads.own();
        }

        /**
         * Closed by the store. A blocking client bean of the application runs on Reactor's threads for blocking calls.
         */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean({AsyncStorageClient.class, AsyncSessionStore.class})
        AsyncStorageClient asyncSessionStorageClient(
                ObjectProvider<StorageClient> blocking,
                ObjectProvider<StorageKind.Candidate> candidates,
                DynamoDbSessionProperties properties,
                StoreThreads threads,
                BeanFactory beanFactory) {
            StorageClient own = StoreOptions.single(blocking, StorageClient.class);
            StorageKind.Threads async = new StorageKind.Threads(threads, Schedulers.boundedElastic()::schedule);
            return own == null
                    ? within(
                            beanFactory,
                            () -> chosen(candidates, properties).async().apply(async))
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
            return within(options.beanFactory(), () -> {
                try {
                    return builder.build().join();
                } catch (CompletionException e) {
                    closeOwn(options.beanFactory(), storage);
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw e;
                }
            });
        }
    }

    /** The memory of this process. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(InMemoryStorageClient.class)
    static class InMemory {

        @Bean
        StorageKind.Candidate inMemorySessionStorage() {
            return StorageKind.Candidate.waiting(StorageKind.IN_MEMORY, InMemoryStorageClient::create);
        }
    }

    private static StorageKind.Candidate chosen(
            ObjectProvider<StorageKind.Candidate> candidates, DynamoDbSessionProperties properties) {
        StorageKind.Candidate chosen = StorageKind.choose(candidates.stream().toList(), properties.storage());
        StoreOptions.decided(
                "Sessions are kept by the storage {0}, {1}.",
                chosen.kind().text(),
                properties.storage() == null
                        ? "the only one on the class path"
                        : "as " + DynamoDbSessionProperties.PREFIX + ".storage says");
        return chosen;
    }

    /**
     * Creates an object that starts threads, such as an SDK's client, with the application's class loader as context
     * class loader. An embedded servlet container sets a loader of its own on the thread that creates the beans, which
     * new threads inherit; if the start fails, the container reports each such thread as a leak, with its stack, ahead
     * of the reason.
     */
    private static <T> T within(BeanFactory beanFactory, Supplier<T> making) {
        ClassLoader loader =
                beanFactory instanceof ConfigurableBeanFactory configurable ? configurable.getBeanClassLoader() : null;
        if (loader == null) {
            return making.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return making.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Closes a storage that was created here, after the store that would close it could not be created. */
    private static void closeOwn(BeanFactory beanFactory, AutoCloseable storage) {
        for (String name : new String[] {BLOCKING, ASYNC}) {
            if (beanFactory.containsBean(name) && beanFactory.getBean(name) == storage) {
                closed(storage);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the failure of the start must not be replaced by this one
    private static void closed(AutoCloseable storage) {
        try {
            storage.close();
        } catch (Exception e) {
            System.getLogger(StoreConfigurations.class.getPackageName())
                    .log(System.Logger.Level.DEBUG, "The storage could not be closed after a failed start", e);
        }
    }
}
