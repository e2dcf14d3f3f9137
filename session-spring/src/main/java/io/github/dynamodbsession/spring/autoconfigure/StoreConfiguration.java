package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.spring.SpringIndexes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/** The store, over the storage and with the codec that were chosen. */
@Configuration(proxyBeanMethods = false)
@Import({
    DynamoV2Configuration.class,
    DynamoV1Configuration.class,
    InMemoryConfiguration.class,
    CodecConfiguration.class,
    MetricsConfiguration.class
})
class StoreConfiguration {

    /** Closed by the store. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean(StorageClient.class)
    StorageClient sessionStorageClient(
            ObjectProvider<StorageCandidate> candidates, DynamoDbSessionProperties properties) {
        return StorageChoice.of(candidates.stream().toList(), properties.storage());
    }

    @Bean
    @ConditionalOnMissingBean
    SessionStore sessionStore(
            StorageClient storage,
            DynamoDbSessionProperties properties,
            BeanFactory beanFactory,
            ObjectProvider<AttributeCodec> codecs,
            ObjectProvider<CodecCandidate> codecCandidates,
            ObjectProvider<SessionListener> listeners,
            ObjectProvider<SessionIndex> indexes,
            ObjectProvider<IndexResolver<Session>> indexResolvers,
            ObjectProvider<SessionStoreBuilderCustomizer> customizers) {
        SessionStore.Builder builder = SessionStore.builder(storage).init(properties.init());
        AttributeCodec codec = SingleBean.of(codecs, AttributeCodec.class);
        builder.codec(
                codec == null ? CodecChoice.of(codecCandidates.stream().toList(), properties, beanFactory) : codec);
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::touchAfter).to(builder::touchAfter);
        map.from(properties::absoluteLifetime).to(builder::absoluteLifetime);
        map.from(properties::cleanupInterval).to(builder::cleanupInterval);
        listeners.orderedStream().forEach(builder::listener);
        IndexResolver<Session> resolver = indexResolvers.getIfUnique();
        properties.indexes().forEach(name -> builder.index(index(name, resolver)));
        indexes.orderedStream().forEach(builder::index);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** By the user's resolver if there is one; otherwise the principal as Spring Session knows it, or an attribute. */
    private static SessionIndex index(String name, @Nullable IndexResolver<Session> resolver) {
        if (resolver != null) {
            return SpringIndexes.of(name, resolver);
        }
        return name.equals(SpringIndexes.PRINCIPAL) ? SpringIndexes.principal() : SessionIndex.ofAttribute(name);
    }
}
