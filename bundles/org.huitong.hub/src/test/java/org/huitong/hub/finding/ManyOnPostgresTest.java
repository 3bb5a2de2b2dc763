// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import org.huitong.hub.OnPostgres;

class ManyOnPostgresTest extends OnPostgres implements ManyContract {}
