package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What distinguishes the tables of session stores for Express. Immutable.
 *
 * @param layout the layout's name
 * @param content the attribute with the session's JSON
 * @param contentForm how it is kept there
 * @param constants attributes that each item has
 * @param expiry how the end is stated
 * @param ttl the interval of a session whose cookie states none
 * @param isTtlFirst whether it is that of the others as well
 * @param lastModified the field in the JSON for the time of the last write; null: none
 * @param writesLastModified whether that field is written where it is missing
 * @param specialKeys fields that are attributes of the item as well: {@code S} or {@code N} by name
 * @param mayMissKeys whether a session may be stored without one of them
 * @param cookie the field {@code cookie} of a session that begins here
 * @param form how attributes are JSON
 * @param refusesHashes whether a session whose id is the hash of a token is refused: Express looks for what the cookie carries
 */
record ExpressSpec(
        String layout,
        String content,
        ExpressContent contentForm,
        Map<String, Value> constants,
        ExpressExpiry expiry,
        Duration ttl,
        boolean isTtlFirst,
        @Nullable String lastModified,
        boolean writesLastModified,
        Map<String, String> specialKeys,
        boolean mayMissKeys,
        JsonObjectText cookie,
        AttributeForm form,
        boolean refusesHashes) {

    /** The same with other attributes, another content, another expiry, and any ids, for tests. */
    ExpressSpec with(AttributeForm otherForm, ExpressContent otherContentForm, ExpressExpiry otherExpiry) {
        return new ExpressSpec(
                layout,
                content,
                otherContentForm,
                constants,
                otherExpiry,
                ttl,
                isTtlFirst,
                lastModified,
                writesLastModified,
                specialKeys,
                mayMissKeys,
                cookie,
                otherForm,
                false);
    }

    /** Whether a field is an attribute of the session. */
    boolean isAttribute(String field) {
        return !field.equals(ExpressCookie.NAME) && !field.equals(lastModified) && form.isAttribute(field);
    }
}
