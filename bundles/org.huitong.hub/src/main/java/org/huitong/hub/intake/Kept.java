// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Secret;

/** What a dead letter holds: the call without its secrets, and the row that could not be read where it was one row. */
public final class Kept {
    private final Secrets.Cut call;
    private final Optional<byte[]> row;

    Kept(Secrets.Cut call, Optional<byte[]> row) {
        this.call = call;
        this.row = row;
    }

    Secrets.Cut call() {
        return call;
    }

    Optional<byte[]> row() {
        return row;
    }

    /** What its operator looks at: the row as its connector gave it, or else the body of the call. */
    public byte[] shown() {
        return row.orElseGet(() -> call.callback().body());
    }

    /** The call as it came, to be read again. */
    public Callback again(List<Secret> secrets) {
        return new Secrets(secrets).restore(call);
    }
}
