package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassLearner;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/** What a store is made of, whichever kind of store it is. */
@Configuration(proxyBeanMethods = false)
@Import({
    DynamoV2Configuration.class,
    DynamoV1Configuration.class,
    InMemoryConfiguration.class,
    CodecConfiguration.class,
    StartNoteConfiguration.class,
    MetricsConfiguration.class
})
class StoreConfiguration {

    @Bean
    StoreOptions sessionStoreOptions(
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
        return new StoreOptions(
                properties,
                beanFactory,
                codecs,
                codecCandidates,
                learners,
                listeners,
                indexes,
                indexResolvers,
                endBroadcasts,
                startNotes);
    }
}
