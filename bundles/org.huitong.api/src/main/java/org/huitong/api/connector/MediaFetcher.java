// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageKey;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform hands out what was attached to a message. It says where a file is; the hub fetches
 * it after the message is safe, at its own pace, again where that failed, and keeps it under lock. What can never be had is
 * shown with its reason.
 */
@ConsumerType
public interface MediaFetcher extends Connector {
    /**
     * The next step towards a file. Pure, as {@link MessageSender#send} is; every call on the way does no harm when it is
     * made twice. {@link Step.Failure#REFUSED} means that it can never be had; anything else is tried again until the
     * platform has surely deleted it.
     */
    Step<Download> fetch(Wanted what, Trail trail);

    /**
     * What the platform means where it answered a {@link ByCall} with no file: another status than 200, or words.
     *
     * @param reply its body is cut at 64 KiB
     * @return never {@link Step.Ask} or {@link Step.Done}; with {@link Step.Failure#TOKEN} it is asked anew with another
     */
    Step<Download> refused(Reply reply);

    /** An attachment, and the message that it belongs to. */
    record Wanted(MessageKey message, Attachment attachment) {
        public Wanted {
            Objects.requireNonNull(message);
            Objects.requireNonNull(attachment);
        }

        @Override
        public String toString() {
            return "Wanted[" + message.id() + " " + attachment.type().word() + "]";
        }
    }

    /** Where a file is. */
    sealed interface Download {}

    /** This call answers with the file. */
    record ByCall(Call call) implements Download {
        public ByCall {
            Objects.requireNonNull(call);
        }
    }

    /** A library hands it out. */
    record ByHand(Pouring work) implements Download {
        public ByHand {
            Objects.requireNonNull(work);
        }
    }

    /** A piece of work that brings a file, piece by piece, on a thread of the hub. */
    interface Pouring {
        /**
         * @param file not to be closed; what it throws goes through
         * @throws NeverHad where trying again is of no use
         * @throws NotYet where it may succeed another time, for a reason that people can do something about
         * @throws IOException where it may succeed another time
         */
        void into(OutputStream file) throws IOException, NeverHad, NotYet, InterruptedException;
    }

    /** A file that cannot be had any more. */
    final class NeverHad extends Exception {
        private static final long serialVersionUID = 1;

        private final transient LocalText why;

        public NeverHad(LocalText why) {
            super(why.en());
            this.why = why;
        }

        public LocalText why() {
            return why;
        }
    }

    /** A file that cannot be had now. */
    final class NotYet extends Exception {
        private static final long serialVersionUID = 1;

        private final transient LocalText why;

        public NotYet(LocalText why) {
            super(why.en());
            this.why = why;
        }

        public LocalText why() {
            return why;
        }
    }
}
