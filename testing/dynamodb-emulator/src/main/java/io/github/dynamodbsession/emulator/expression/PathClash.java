package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds paths that cannot be in one expression. */
final class PathClash {

    private PathClash() {}

    /** Refuses paths of which one is in another, or of which one takes for a list what another takes for a map. */
    static void requireNone(ExpressionKind kind, List<Path> paths) {
        String conflict = null;
        Map<String, List<Path>> earlier = new HashMap<>();
        for (Path path : paths) {
            List<Path> sameAttribute = earlier.computeIfAbsent(path.attribute(), attribute -> new ArrayList<>(2));
            for (Path other : sameAttribute) {
                int common = commonElements(other, path);
                if (common == Math.min(other.elements().size(), path.elements().size())) {
                    throw kind.invalid(message("overlap", other, path));
                }
                if (conflict == null && conflictsAt(common, other, path)) {
                    conflict = message("conflict", other, path);
                }
            }
            sameAttribute.add(path);
        }
        requireNoConflict(kind, conflict);
    }

    /** The service looks for overlaps in the whole expression before it looks for conflicts. */
    private static void requireNoConflict(ExpressionKind kind, @Nullable String conflict) {
        if (conflict != null) {
            throw kind.invalid(conflict);
        }
    }

    private static int commonElements(Path one, Path two) {
        int shorter = Math.min(one.elements().size(), two.elements().size());
        int common = 0;
        while (common < shorter
                && one.elements().get(common).equals(two.elements().get(common))) {
            common++;
        }
        return common;
    }

    private static boolean conflictsAt(int position, Path one, Path two) {
        return one.elements().get(position).getClass()
                != two.elements().get(position).getClass();
    }

    private static String message(String how, Path one, Path two) {
        return "Two document paths " + how
                + " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: "
                + two;
    }
}
