/** The bill: what the sessions of a reference day consume in DynamoDB, and what that costs. */
@NullMarked
package io.github.dynamodbsession.benchmarks.bill;

import org.jspecify.annotations.NullMarked;
