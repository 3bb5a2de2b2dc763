// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.store;

/** The database could not do what was asked; the cause says why. Nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
