package io.github.dynamodbsession.example.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.FlashMapManager;

/**
 * The application without anything of this project, to compare how long it takes to start: all but the page that finds and
 * ends the sessions of a user. No component, so that the application of the other tests does not find it.
 */
@EnableAutoConfiguration
@Import({ApiErrors.class, JsonValues.class, SecurityConfiguration.class, SessionApi.class})
class WithoutSessionsInDynamoDb {

    public static void main(String[] args) {
        SpringApplication.run(WithoutSessionsInDynamoDb.class, args);
    }

    @Bean
    FlashMapManager flashMapManager() {
        return new NoFlashMaps();
    }
}
