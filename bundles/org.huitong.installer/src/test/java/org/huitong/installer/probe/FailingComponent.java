// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

/** A component whose activation fails; declared by hand in the bundle that a test makes. */
public final class FailingComponent {
    public FailingComponent() {
        throw new IllegalStateException("no such table");
    }
}
