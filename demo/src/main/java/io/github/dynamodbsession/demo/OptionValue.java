package io.github.dynamodbsession.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enumerated value of an option. */
interface OptionValue {

    /** The value on the command line. */
    String option();

    /** All values, the last one after an "or". */
    static String all(OptionValue[] values) {
        String all = Arrays.stream(values).map(OptionValue::option).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }

    static <V extends OptionValue> Optional<V> find(V[] values, String option) {
        return Arrays.stream(values)
                .filter(value -> value.option().equals(option))
                .findFirst();
    }
}
