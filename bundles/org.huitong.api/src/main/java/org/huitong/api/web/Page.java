// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/** A page of the staff's shell. Implemented by capabilities, registered as a service with {@link PageAt}. */
@ConsumerType
public interface Page {
    /** Its name in the menu. */
    LocalText title();

    /** The name of its icon in the shell's icon set (Bootstrap Icons), such as {@code inbox}. */
    String icon();

    /** What the page and its resource ask for, in the order in which administrators should read it. */
    default List<Permission> permissions() {
        return List.of();
    }

    /**
     * What its bundle notes for the audit, in words: by the verb of the deed what somebody does, as in <em>tried to …</em>.
     * Verbs that are permissions, and say the same, need none.
     */
    default Map<String, LocalText> deeds() {
        return Map.of();
    }
}
