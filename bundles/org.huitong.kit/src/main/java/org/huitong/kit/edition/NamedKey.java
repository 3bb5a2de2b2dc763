// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which row of a thing that comes with a word for id: the {@code IdClass} of its entity, made and filled by the entities'
 * engine alone.
 */
public final class NamedKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private String id;
    private int version;

    public NamedKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedKey key && Objects.equals(key.id, id) && key.version == version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version);
    }
}
