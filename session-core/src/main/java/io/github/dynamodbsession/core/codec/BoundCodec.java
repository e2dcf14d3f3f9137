package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;

/**
 * A layer that binds each value to its place, so that it cannot be read at another one, and that marks each value, so
 * that it can be distinguished from values of other codecs: encryption. A session that is created under such a codec
 * gets a random {@link SessionOrigin}, which is stored in a form that is valid under the session's id only.
 *
 * <p>Implementations are safe for use by any number of threads if the inner codec is. No argument and no result is null.
 */
public interface BoundCodec extends LayeredCodec {

    /**
     * Returns the stored form of an encoding, for one place.
     *
     * @param encoding a result of the inner codec
     * @param place where it is stored
     * @return what is stored; {@link #unwrap(EncodedValue, AttributePlace)} returns the encoding from it, at this place
     *     only
     * @throws SessionCodecException if this layer cannot store it
     * @throws io.github.dynamodbsession.core.error.SessionException if what this layer needs does not answer; retryable
     */
    EncodedValue wrap(EncodedValue encoding, AttributePlace place);

    /**
     * Returns the encoding from its stored form.
     *
     * @param stored what is stored
     * @param place where it was found
     * @return what the inner codec decodes
     * @throws SessionCodecException if the stored form is corrupt, or was made for another place
     * @throws io.github.dynamodbsession.core.error.SessionException if what this layer needs does not answer; retryable
     */
    EncodedValue unwrap(EncodedValue stored, AttributePlace place);

    /**
     * Returns the form of a session's origin that is stored under one id. The origin itself stays the same when the id
     * changes; only this form is made anew. So no values can be read under another id together with a copy of what is
     * stored here.
     *
     * @param origin the origin, random or of the session's creation
     * @param id the id under which the session is stored
     * @return what is stored; {@link #open} returns the origin from it
     * @throws SessionCodecException if this layer cannot store it
     * @throws io.github.dynamodbsession.core.error.SessionException if what this layer needs does not answer; retryable
     */
    SessionOrigin seal(SessionOrigin origin, String id);

    /**
     * Returns a session's origin from its stored form.
     *
     * @param stored what is stored
     * @param id the id under which the session was found
     * @return the origin; if the form is damaged or was made for another id, another origin, which is always the same one
     *     for this form and id, and no other: values that are bound to the session cannot be read then, but new ones can
     *     be stored
     * @throws io.github.dynamodbsession.core.error.SessionException if what this layer needs does not answer; retryable
     */
    SessionOrigin open(SessionOrigin stored, String id);

    /**
     * Whether a value has the mark of this layer, which every value of {@link #wrap(EncodedValue, AttributePlace)} has.
     *
     * @param stored any stored value
     * @return true if it has; whether it is intact is not checked
     */
    boolean isMarked(EncodedValue stored);

    /** For a value that belongs to no session. */
    @Override
    default EncodedValue wrap(EncodedValue encoding) {
        return wrap(encoding, AttributePlace.NONE);
    }

    /** For a value that belongs to no session. */
    @Override
    default EncodedValue unwrap(EncodedValue stored) {
        return unwrap(stored, AttributePlace.NONE);
    }
}
