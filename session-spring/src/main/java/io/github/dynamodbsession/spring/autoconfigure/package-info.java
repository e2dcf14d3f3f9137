/** Auto-configuration for Spring Boot. */
@NullMarked
package io.github.dynamodbsession.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
