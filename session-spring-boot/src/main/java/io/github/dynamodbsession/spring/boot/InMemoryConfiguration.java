package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This process's memory. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(InMemoryStorageClient.class)
class InMemoryConfiguration {

    @Bean
    StorageCandidate inMemorySessionStorage() {
        return StorageCandidate.waiting(StorageKind.IN_MEMORY, InMemoryStorageClient::create);
    }
}
