// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

/** The sentence at the bottom of a failure: what the database itself said. */
final class Reason {
    private Reason() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
