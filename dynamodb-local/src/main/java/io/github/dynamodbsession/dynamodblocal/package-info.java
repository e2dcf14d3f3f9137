/** DynamoDB Local as a process of its own, and a proxy that puts faults between it and a client. */
@NullMarked
package io.github.dynamodbsession.dynamodblocal;

import org.jspecify.annotations.NullMarked;
