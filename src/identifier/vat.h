/*-------------------------------------------------------------------------
 *
 * vat.h
 *		VAT identification numbers of the European Union.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_VAT_H
#define PROFILE_IDENTIFIER_VAT_H

#include "identifier/number_text.h"

/*
 * A state's rule: s are the count characters behind the country's two letters,
 * digits and upper-case letters.  false: no such number is given out.  The caller
 * has looked at the count already.
 */
typedef bool (*VatRule)(const char *s, int count);

/* vat_west.c */
extern bool profile_vat_at(const char *s, int count);
extern bool profile_vat_be(const char *s, int count);
extern bool profile_vat_de(const char *s, int count);
extern bool profile_vat_dk(const char *s, int count);
extern bool profile_vat_es(const char *s, int count);
extern bool profile_vat_fi(const char *s, int count);
extern bool profile_vat_fr(const char *s, int count);
extern bool profile_vat_ie(const char *s, int count);
extern bool profile_vat_it(const char *s, int count);
extern bool profile_vat_lu(const char *s, int count);
extern bool profile_vat_nl(const char *s, int count);
extern bool profile_vat_pt(const char *s, int count);
extern bool profile_vat_se(const char *s, int count);
extern bool profile_vat_xi(const char *s, int count);

/* vat_east.c */
extern bool profile_vat_bg(const char *s, int count);
extern bool profile_vat_cy(const char *s, int count);
extern bool profile_vat_cz(const char *s, int count);
extern bool profile_vat_ee(const char *s, int count);
extern bool profile_vat_el(const char *s, int count);
extern bool profile_vat_hr(const char *s, int count);
extern bool profile_vat_hu(const char *s, int count);
extern bool profile_vat_lt(const char *s, int count);
extern bool profile_vat_lv(const char *s, int count);
extern bool profile_vat_mt(const char *s, int count);
extern bool profile_vat_pl(const char *s, int count);
extern bool profile_vat_ro(const char *s, int count);
extern bool profile_vat_si(const char *s, int count);
extern bool profile_vat_sk(const char *s, int count);

#endif /* PROFILE_IDENTIFIER_VAT_H */
