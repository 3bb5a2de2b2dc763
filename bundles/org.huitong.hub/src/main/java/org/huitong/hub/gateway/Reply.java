// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Reception;

/** The way back to the platform. Each call is answered once; may be used from any thread. */
interface Reply {
    void answer(Answer answer);

    void refuse(Reception.Refused refusal);

    /** 503 with Retry-After: nothing was promised, please come again. */
    void comeAgain(String reason);
}
