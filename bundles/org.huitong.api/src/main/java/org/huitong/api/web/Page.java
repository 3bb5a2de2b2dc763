// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/** A page of the staff's shell. Implemented by capabilities, registered as a service with {@link PageAt}. */
@ConsumerType
public interface Page {
    /** Its name in the menu. */
    LocalText title();

    /** The name of its icon in the shell's icon set (Bootstrap Icons), such as {@code inbox}. */
    String icon();
}
