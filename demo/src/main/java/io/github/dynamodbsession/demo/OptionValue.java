package io.github.dynamodbsession.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of the few words that an option can have. */
interface OptionValue {

    /** As the command line has it. */
    String option();

    /** All of them as the command line has them, the last behind an "or". */
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
