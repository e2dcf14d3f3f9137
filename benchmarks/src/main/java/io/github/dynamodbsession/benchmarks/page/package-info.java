/** What pages about measurements are made of: texts with places to fill, and pictures. */
@NullMarked
package io.github.dynamodbsession.benchmarks.page;

import org.jspecify.annotations.NullMarked;
