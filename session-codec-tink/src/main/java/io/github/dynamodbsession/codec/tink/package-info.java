/** Attribute values encrypted by Google Tink, over any other codec. */
@NullMarked
package io.github.dynamodbsession.codec.tink;

import org.jspecify.annotations.NullMarked;
