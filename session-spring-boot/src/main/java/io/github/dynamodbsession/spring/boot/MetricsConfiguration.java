package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters of the store and of DynamoDB's calls, if there is a meter registry. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({MeterRegistry.class, SessionMetrics.class})
@ConditionalOnBean(MeterRegistry.class)
class MetricsConfiguration {

    /** Uses observations if there is a registry for them too; the meters are then those of Micrometer's handler. */
    @Bean
    @ConditionalOnMissingBean
    SessionMetrics sessionMetrics(MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
        SessionMetrics.Builder builder = SessionMetrics.builder(meters);
        observations.ifUnique(builder::observationRegistry);
        return builder.build();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CallListener.class)
    static class CallsConfiguration {

        @Bean
        @ConditionalOnMissingBean
        DynamoDbMetrics dynamoDbSessionMetrics(MeterRegistry meters) {
            return DynamoDbMetrics.of(meters);
        }
    }
}
