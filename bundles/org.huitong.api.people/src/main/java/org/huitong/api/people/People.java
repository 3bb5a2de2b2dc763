// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The company's people as the hub knows them. Provided by the capability people, once it has read them; safe for many
 * threads.
 */
@ProviderType
public interface People {
    /** The roster in force; returns a field, so ask anew for each question that belongs together. */
    Roster roster();
}
