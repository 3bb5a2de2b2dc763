// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.Serializable;
import java.util.Objects;

/** Which row of a set. */
public final class RowKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private long id;
    private int version;

    public RowKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && key.id == id && key.version == version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, version);
    }
}
