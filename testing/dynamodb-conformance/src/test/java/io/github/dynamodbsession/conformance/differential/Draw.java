package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices, all of them from one seed. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from the least to the greatest, both included. */
    int between(int least, int greatest) {
        return random.nextInt(least, greatest + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    /** That many of the choices, or all of them if there are fewer, in any order. */
    <T> List<T> some(int count, List<T> choices) {
        List<T> left = new ArrayList<>(choices);
        List<T> drawn = new ArrayList<>();
        while (drawn.size() < count && !left.isEmpty()) {
            drawn.add(left.remove(below(left.size())));
        }
        return drawn;
    }
}
