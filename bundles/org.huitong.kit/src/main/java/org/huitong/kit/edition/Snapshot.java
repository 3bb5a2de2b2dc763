// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.util.List;
import java.util.function.Function;
import org.huitong.api.stage.Stage;
import org.huitong.kit.stage.Edition;

/**
 * All of a set as it stood in one version; immutable.
 *
 * @param word under which findings remember the version: {@code rules-17}
 * @param version 0 before anything was in the set
 * @param items in the order of their ids
 */
public record Snapshot<T>(String word, int version, List<T> items) {
    public Snapshot {
        items = List.copyOf(items);
    }

    /** For a set that messages are judged by. */
    public <J extends Stage.Judge> Edition<J> edition(Function<Snapshot<T>, J> binding) {
        return new Edition<>() {
            @Override
            public int version() {
                return version;
            }

            @Override
            public J judge() {
                return binding.apply(Snapshot.this);
            }
        };
    }
}
