// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which row of a thing that the set numbers: the {@code IdClass} of its entity, made and filled by the entities'
 * engine alone.
 */
public final class NumberedKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private long id;
    private int version;

    public NumberedKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberedKey key && key.id == id && key.version == version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version);
    }
}
