// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.vault;

/** What was sealed does not open: the key is gone, or the bytes or their context are not what was sealed. */
public final class LockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LockedException(String message) {
        super(message);
    }

    public LockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
