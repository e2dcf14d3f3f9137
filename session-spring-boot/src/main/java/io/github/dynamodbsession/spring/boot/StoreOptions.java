package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.StoreBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.spring.SpringIndexes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/** What properties and beans say about the store, for the builder of either kind. */
record StoreOptions(
        DynamoDbSessionProperties properties,
        BeanFactory beanFactory,
        ObjectProvider<AttributeCodec> codecs,
        ObjectProvider<CodecCandidate> codecCandidates,
        ObjectProvider<ClassLearner> learners,
        ObjectProvider<SessionListener> listeners,
        ObjectProvider<SessionIndex> indexes,
        ObjectProvider<IndexResolver<Session>> indexResolvers,
        ObjectProvider<SessionEndBroadcast> endBroadcasts,
        ObjectProvider<StartNote> startNotes) {

    <B extends StoreBuilder<B>> B apply(B builder) {
        builder.init(properties.init()).messages(PropertyNames::beside);
        startNotes.ifAvailable(note -> builder.startNote(note.text()));
        AttributeCodec codec = SingleBean.of(codecs, AttributeCodec.class);
        builder.codec(
                codec == null
                        ? CodecChoice.of(
                                codecCandidates.stream().toList(),
                                properties,
                                ValueClasses.of(properties, beanFactory, learners.getIfUnique()))
                        : codec);
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::touchAfter).to(builder::touchAfter);
        map.from(properties::absoluteLifetime).to(builder::absoluteLifetime);
        map.from(properties::cleanupInterval).to(builder::cleanupInterval);
        listeners.orderedStream().forEach(builder::listener);
        SessionEndBroadcast endBroadcast = SingleBean.of(endBroadcasts, SessionEndBroadcast.class);
        if (endBroadcast != null) {
            builder.endBroadcast(endBroadcast);
        }
        IndexResolver<Session> resolver = indexResolvers.getIfUnique();
        properties.indexes().forEach(name -> builder.index(index(name, resolver)));
        indexes.orderedStream().forEach(builder::index);
        return builder;
    }

    /** By the user's resolver if there is one; otherwise the principal as Spring Session knows it, or an attribute. */
    private static SessionIndex index(String name, @Nullable IndexResolver<Session> resolver) {
        if (resolver != null) {
            return SpringIndexes.of(name, resolver);
        }
        return name.equals(SpringIndexes.PRINCIPAL) ? SpringIndexes.principal() : SessionIndex.ofAttribute(name);
    }
}
