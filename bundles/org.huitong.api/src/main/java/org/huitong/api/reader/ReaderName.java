// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.reader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names a {@link Reader} for good (its cursor is kept under this name) and says where it begins. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ReaderName {
    String PREFIX_ = "huitong.";

    String reader();

    Start reader_start() default Start.NOW;

    /** How far back {@link Start#SINCE} goes, as an ISO-8601 duration such as {@code P30D}. */
    String reader_since() default "P30D";

    /**
     * Stages whose finding must be there (or known never to come) before an entry is handed over. A finding that was
     * late is then among the findings of its message, and comes once more at its own place in the log.
     */
    String[] reader_awaits() default {};

    /**
     * Edition of what the reader keeps. A reader that comes with another edition than the last one reads again
     * ({@link Entry.Liveness#REPLAYED replayed}) from where one that was never seen before would begin. Raised where
     * what it makes of the log has changed and can be made of it anew.
     */
    int reader_edition() default 1;

    /**
     * Whether it needs every number whole, as search does to find it. Without it a reader is handed messages as people see
     * them, masked: whatever it tells on, in a notice or the title of a task, holds nothing that the door would hide.
     */
    boolean reader_whole() default false;

    /**
     * Whether it is handed both of a message that came through two doors, as search does for whoever may see only one of
     * them. Without it the later one is {@link Entry.Same}, so that nothing is counted, told or done twice.
     */
    boolean reader_both() default false;

    /** Where a reader that was never seen before begins. */
    enum Start {
        /** With what is committed from now on. */
        NOW,
        /** With what came in within the time before it, {@link ReaderName#reader_since}. */
        SINCE,
        /** With the oldest entry of the log. */
        BEGINNING
    }
}
