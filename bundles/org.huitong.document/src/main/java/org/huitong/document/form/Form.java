// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.time.Instant;
import org.huitong.api.document.FileKind;

/**
 * A version of the company's own form of a document, as it was uploaded.
 *
 * @param version from 1, of this document and kind
 * @param by the login name; {@code byName} is what people called its owner then
 * @param retired taken out of use; the newest version is in use where it is not
 */
record Form(
        String document,
        FileKind kind,
        int version,
        String file,
        String sha256,
        String by,
        String byName,
        Instant at,
        boolean retired) {}
