package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.StoreBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.spring.SpringIndexes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;
import org.springframework.util.unit.DataSize;

/** Applies properties and beans to the builder of either kind of store. */
record StoreOptions(
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

    private static final Logger LOG = System.getLogger(StoreOptions.class.getPackageName());

    <B extends StoreBuilder<B>> B apply(B builder) {
        builder.init(properties.init()).sharedReads(properties.sharedReads()).messages(PropertyNames::beside);
        startNotes.ifAvailable(note -> builder.startNote(note.text()));
        AttributeCodec codec = single(codecs, AttributeCodec.class);
        builder.codec(SessionEncryption.apply(
                compressing(codec == null ? chosenCodec() : codec), properties.encryption(), encryptions));
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::touchAfter).to(builder::touchAfter);
        map.from(properties::tokens).to(builder::tokens);
        map.from(properties::acceptBothTokens).to(builder::acceptBothTokens);
        map.from(properties::unknownTokenMemory).to(builder::unknownTokenMemory);
        map.from(properties::absoluteLifetime).to(builder::absoluteLifetime);
        map.from(properties::renewIdAfter).to(builder::renewIdAfter);
        map.from(properties::renewIdGrace).to(builder::renewIdGrace);
        map.from(properties::cleanupInterval).to(builder::cleanupInterval);
        listeners.orderedStream().forEach(builder::listener);
        SessionEndBroadcast endBroadcast = single(endBroadcasts, SessionEndBroadcast.class);
        if (endBroadcast != null) {
            builder.endBroadcast(endBroadcast);
        }
        IndexResolver<Session> resolver = indexResolvers.getIfUnique();
        properties.indexes().forEach(name -> builder.index(hashed(index(name, resolver))));
        indexes.orderedStream().forEach(builder::index);
        return builder;
    }

    private AttributeCodec chosenCodec() {
        CodecKind.Candidate chosen =
                properties.codec().among(codecCandidates.stream().toList());
        decided(
                "Values are written by the codec {0}, as {1}.codec says.",
                properties.codec().text(), DynamoDbSessionProperties.PREFIX);
        return chosen.codec()
                .apply(ValueClasses.of(
                        properties.allowedPackages(),
                        properties.allowedClasses(),
                        beanFactory,
                        learners.getIfUnique()));
    }

    /** Compressed values are read even if none are written, so that nodes can be switched one after the other. */
    private AttributeCodec compressing(AttributeCodec codec) {
        DynamoDbSessionProperties.Compression options = properties.compression();
        if (codec instanceof LayeredCodec) {
            if (options.enabled()) {
                throw new ConfigurationFailure(
                        DynamoDbSessionProperties.PREFIX + ".compression.enabled is true, but the bean "
                                + codec.getClass().getName() + " decides itself in which form values are stored.",
                        "Remove the property, and use CompressingCodec inside of that bean if its values are to be"
                                + " compressed.");
            }
            return codec;
        }
        CompressingCodec.Builder builder = CompressingCodec.builder(codec).compress(options.enabled());
        PropertyMapper map = PropertyMapper.get();
        map.from(options::threshold).as(DataSize::toBytes).to(builder::threshold);
        map.from(options::level).to(builder::level);
        map.from(options::maxSize).as(DataSize::toBytes).to(builder::maxSize);
        return builder.build();
    }

    private SessionIndex hashed(SessionIndex index) {
        List<String> secrets = properties.encryption().indexSecrets();
        boolean findsPlain = properties.encryption().indexFindsPlain();
        if (secrets.isEmpty()) {
            if (findsPlain) {
                throw new ConfigurationFailure(
                        DynamoDbSessionProperties.PREFIX + ".encryption.index-finds-plain is true, but there are no "
                                + DynamoDbSessionProperties.PREFIX + ".encryption.index-secrets.",
                        "Set the secrets, or remove the property.");
            }
            return index;
        }
        SessionIndex hashed = index.hashed(secrets);
        return findsPlain ? hashed.findingPlain() : hashed;
    }

    /**
     * By the application's resolver if there is one; otherwise the principal as Spring Session determines it, or an
     * attribute.
     */
    private static SessionIndex index(String name, @Nullable IndexResolver<Session> resolver) {
        if (resolver != null) {
            return SpringIndexes.of(name, resolver);
        }
        return name.equals(SpringIndexes.PRINCIPAL) ? SpringIndexes.principal() : SessionIndex.ofAttribute(name);
    }

    /** The application's bean of a type, if there is one; several are an error. */
    static <T> @Nullable T single(ObjectProvider<T> beans, Class<T> type) {
        T bean = beans.getIfUnique();
        if (bean == null) {
            List<T> all = beans.stream().toList();
            if (!all.isEmpty()) {
                throw new ConfigurationFailure(
                        "There are " + all.size() + " beans of the type " + type.getName()
                                + ", and it is unclear which of them sessions should use.",
                        "Mark one of them as @Primary.");
            }
        }
        if (bean != null) {
            decided("Uses the bean {0} as the {1}.", bean.getClass().getName(), type.getSimpleName());
        }
        return bean;
    }

    /**
     * Logs a decision at DEBUG.
     *
     * @param text a sentence, with {@code {0}} and so on for the values, none of which may be secret
     */
    static void decided(String text, Object... values) {
        LOG.log(Level.DEBUG, text, values);
    }
}
