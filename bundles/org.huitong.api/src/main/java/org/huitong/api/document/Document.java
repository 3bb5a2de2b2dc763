// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A document that the hub can make at any time from what it knows, such as 《通讯工具配置表》. Implemented by capabilities,
 * registered as a service with {@link DocumentName}; it is found at {@code /api/v1/documents/<name>} and on the page
 * <i>Documents</i>.
 */
@ConsumerType
public interface Document {
    /** Its name for people, without 《》. */
    LocalText title();

    /** Whether it tells of a time that is asked for; else it tells how things stand. */
    default boolean ofPeriod() {
        return false;
    }

    /**
     * The document as this person may see it: whoever asks holds its permission already; what reaches less far than all
     * of it is left to the document. On the asker's thread; its rows are poured later, on the same one. A {@link
     * org.huitong.api.web.Problem} is told to the asker as it is.
     *
     * @param period empty where {@link #ofPeriod} is false, whatever was asked for
     */
    Report report(Asker asker, Period period);
}
