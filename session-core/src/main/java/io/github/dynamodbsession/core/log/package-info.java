/** How warnings are logged that any number of requests may cause at once: for adapters, whatever their framework. */
@NullMarked
package io.github.dynamodbsession.core.log;

import org.jspecify.annotations.NullMarked;
