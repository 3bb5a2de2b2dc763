// SPDX-License-Identifier: Apache-2.0
/** What people answer in their chats. */
@Export
@Version("1.2.0")
package org.huitong.kit.chat;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
