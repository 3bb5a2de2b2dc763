// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says that the tables of one bundle are there, in the state that the bundle needs. The store registers it, with the
 * service property {@code schema}, once the migrations that the bundle carries have run; a component that uses tables
 * takes it as a reference with the target {@code (schema=<name>)}.
 *
 * <p>A bundle asks for it with the manifest header {@code Huitong-Schema: <name>} and carries
 * {@code db/<name>/V1__<what>.sql …}, or {@code db/<name>/derby/…} and {@code db/<name>/postgresql/…} where the
 * dialects differ. Migrations only expand; removing a bundle drops no table. Tables are named {@code <name>_…}.
 */
@ProviderType
public interface Schema {
    String name();

    /** The version of the newest migration that has run, such as {@code 3}. */
    String version();
}
