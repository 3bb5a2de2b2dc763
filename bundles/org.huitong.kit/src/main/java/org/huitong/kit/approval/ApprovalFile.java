// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.approval;

import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageType;

/**
 * A file of an approval on a platform that gives it by a key or an address which runs out: what stays is where it stands.
 *
 * @param approval the platform's id of the instance, without blanks
 * @param place the platform's id of the file, or where it stands in the instance
 */
public record ApprovalFile(String approval, String place) {
    private static final String PREFIX = "approval-file:";

    /** Of a reference that was made here; empty of every other. */
    public static Optional<ApprovalFile> of(Attachment attachment) {
        String reference = attachment.reference();
        int blank = reference.indexOf(' ');
        return reference.startsWith(PREFIX) && blank > 0
                ? Optional.of(
                        new ApprovalFile(reference.substring(PREFIX.length(), blank), reference.substring(blank + 1)))
                : Optional.empty();
    }

    /** As something that is attached to the approval's message. */
    public Attachment as(MessageType type, Optional<String> name, OptionalLong bytes) {
        return new Attachment(type, PREFIX + approval + " " + place, name, bytes, OptionalLong.empty());
    }
}
