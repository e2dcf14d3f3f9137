/** Auto-configuration for Spring Boot. */
@NullMarked
package io.github.dynamodbsession.spring.boot;

import org.jspecify.annotations.NullMarked;
