/** What one codec wrote, read by another, and what all of them refuse. */
@NullMarked
package io.github.dynamodbsession.crosscodec;

import org.jspecify.annotations.NullMarked;
