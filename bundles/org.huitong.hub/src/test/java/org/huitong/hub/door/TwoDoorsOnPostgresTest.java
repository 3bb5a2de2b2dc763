// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import org.huitong.hub.OnPostgres;

class TwoDoorsOnPostgresTest extends OnPostgres implements TwoDoorsContract {}
