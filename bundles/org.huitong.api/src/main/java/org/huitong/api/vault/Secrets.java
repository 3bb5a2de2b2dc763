// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.vault;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Secrets of the configuration as they stand in files: a text that begins with {@code sealed:} and opens only with
 * this hub's key store. Provided by vault.
 */
@ProviderType
public interface Secrets {
    /** The sealed form of a plain secret; a form that is sealed already is returned as it is. */
    String seal(String plain);

    /** The plain secret; a text that is not sealed is returned as it is. */
    String open(String sealedOrPlain);

    boolean isSealed(String text);
}
