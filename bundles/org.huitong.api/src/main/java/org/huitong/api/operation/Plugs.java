// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

/** Floor 3 as a whole. */
public interface Plugs {
    /**
     * Whether everything that is desired has been started, or has failed to: what is missing until then may still come.
     * Safe for use by many threads.
     */
    boolean started();
}
