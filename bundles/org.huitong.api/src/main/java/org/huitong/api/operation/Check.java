// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/** One thing that must be well for the hub to be well; shown in {@code /health}. Implemented by any bundle. */
@ConsumerType
public interface Check {
    /** A short name in English, such as {@code journal}. */
    String name();

    /** Answers at once, from what is known. */
    Result result();

    /** How it stands. */
    enum Status {
        UP,
        /** Works, but somebody should look. */
        DEGRADED,
        DOWN
    }

    /** @param message a sentence that names the remedy where it is not {@link Status#UP} */
    record Result(Status status, String message) {
        public Result {
            Objects.requireNonNull(status);
            Objects.requireNonNull(message);
        }

        public static Result up(String message) {
            return new Result(Status.UP, message);
        }

        public static Result degraded(String message) {
            return new Result(Status.DEGRADED, message);
        }

        public static Result down(String message) {
            return new Result(Status.DOWN, message);
        }
    }
}
