package io.github.dynamodbsession.dynamo;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Labels for the chunks of a session: short, since a head contains one for each attribute in a chunk. A label is a part of
 * the chunk's digest, so writers that do not know of each other choose different ones, as good as always; the condition of
 * a write takes care of the rest. Not safe for use by several threads.
 */
final class ChunkLabels {

    /** Characters, of which there are 64. */
    static final int LENGTH = 4;

    private final Set<String> taken;

    ChunkLabels(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** One that is not taken; taken from now on. */
    String next(ChunkReference chunk) {
        String digest = chunk.parts().get(0);
        for (int from = 0; from + LENGTH <= digest.length(); from++) {
            String label = digest.substring(from, from + LENGTH);
            if (taken.add(label)) {
                return label;
            }
        }
        throw new IllegalStateException("a session with more chunks than there are labels");
    }
}
