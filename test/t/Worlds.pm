# Worlds.pm: small random worlds of customer records, and what must come out.
#
# A world is a few records that share identifiers under rules: a kind may be
# unique in a profile, limited in number (for ever or within a sliding window),
# generic from some number of records on, blocked; desks forced records together
# or apart; records come in several versions; people are not organisations.
# expected() says how its records fall into profiles.  It is written from the
# description of the rules and knows nothing of the SQL that it judges:
#
#   - The newest version of a record holds, whole.  A link is a pair (record,
#     identifier), first seen in the earliest version that carried it.
#   - Links do not count where the newest version no longer carries the value
#     (retired), the value is blocked, it identifies no record of this kind, by
#     its own kind or by its form (kind), the record carries two values of a unique
#     kind (conflict), or more records carry the value, in ways that do count,
#     than its kind's threshold (generic).  Where a kind yields to organisations,
#     a value that is not generic and that a record of an organisation carries, in
#     a way that counts, does not count in people's records (organization).
#   - The others are taken in order: priority of the kind, first seen,
#     identifier, source, source key.  Each joins the profile of its record with
#     that of its identifier unless the two must not be one: records that a
#     decision keeps apart (never), a second value of a unique kind (unique),
#     too many values of a kind, in all or first seen within one window (limit),
#     too many records (cap).  Decisions to join (always) come before all links.
#   - Links of a kind that counts only where it was verified, from a source that
#     is not trusted, come after all others, and attach: they join a record that
#     is alone with a profile, or an identifier that nobody leads to with a
#     record's profile, never two profiles (unverified).
#   - A record is authenticated where a link of it that counts, and was verified
#     where that is asked for, is of a kind that is no device.  Of a kind whose
#     contested values go to the last authenticated, links of authenticated
#     records come first, the one last seen before the others.  Of a kind whose
#     contested values are ambiguous, links of one identifier come together:
#     those of authenticated records, which all conduct or none does
#     (ambiguous), then the others.
#
# Times are whole hours.  A value is a token "kind-number"; a replica of a world
# spells the tokens in its own way, so that replicas of one world, and all
# worlds of a run, live in one database and never meet.
package Worlds;
use strict;
use warnings;

# ---- random numbers: the same on every Perl (Marsaglia's xorshift) ----

my $state = 1;

sub seed
{
	my (@parts) = @_;
	$state = 2463534242;
	for my $part (@parts)
	{
		$state = ($state ^ (($part + 1) * 2654435761)) & 0xffffffff || 1;
		random(2) for 1 .. 8;
	}
	return;
}

sub random
{
	my ($below) = @_;
	$state ^= ($state << 13) & 0xffffffff;
	$state ^= $state >> 17;
	$state ^= ($state << 5) & 0xffffffff;
	return ($state >> 3) % $below;
}

sub chance { my ($percent) = @_; return random(100) < $percent; }
sub pick { return $_[ random(scalar @_) ]; }

sub shuffled
{
	my @list = @_;
	for my $i (reverse 1 .. $#list)
	{
		my $j = random($i + 1);
		@list[ $i, $j ] = @list[ $j, $i ];
	}
	return @list;
}

# ---- families of worlds ----

# What the kinds of each family are like; "sets" of kinds differ in the order
# of their priorities and in the figures.
my %family_kinds = (
	plain => [ {}, {}, {} ],
	unique => [ { unique => 1 }, { unique => 1 }, {} ],
	limits => [ { limit => [ 1, 2, 3 ] }, { limit => [ 2, 3 ] }, {} ],
	cap => [ {}, { unique => 1 }, {} ],
	windows => [ { limit => [ 1, 2 ], window => [ 12, 24, 48 ] }, { limit => [ 2, 3 ], window => [ 6, 24 ] }, {} ],
	overrides => [ { unique => 1 }, {}, { limit => [2] } ],
	generic => [ { threshold => [2] }, { threshold => [ 2, 3 ] }, {} ],
	versions => [ { unique => 1 }, { threshold => [ 2, 3 ] }, { limit => [ 1, 2 ], window => [ 12, 24 ] } ],
	mixed => [
		{ unique => 1, blocked => 1 },
		{ limit => [ 1, 2 ], window => [ 12, 24 ] },
		{ limit => [2] },
		{ threshold => [ 2, 4 ] }
	],
	deletes => [ { unique => 1 }, { threshold => [ 2, 3 ] }, { limit => [ 1, 2 ], window => [ 12, 24 ] } ],
	# one value carried, lost and carried again, by versions that come late
	reranks => [ { unique => 1 }, {}, { limit => [ 1, 2 ] } ],
	verified => [ { unique => 1, verified => 1 }, { verified => 1 }, { limit => [ 1, 2 ] } ],
	last => [ { unique => 1 }, { device => 1, policy => 'last_authenticated' }, { limit => [1], window => [ 12, 24 ] } ],
	ambiguous => [ { unique => 1 }, { device => 1, policy => 'ambiguous' }, { limit => [ 1, 2 ] } ],
	policies => [
		{ unique => 1, verified => 1, blocked => 1 },
		{ limit => [ 1, 2 ], verified => 1 },
		{ device => 1, policy => 'ambiguous' },
		{ device => 1, policy => 'last_authenticated', threshold => [ 2, 3 ] },
		{ device => 1, policy => 'last_authenticated', limit => [ 1, 2 ], window => [ 12, 24 ] },
		{ device => 1, policy => 'ambiguous', verified => 1, limit => [2] }
	],
	patches => [ { unique => 1 }, { threshold => [3] }, { limit => [2] } ],
	# what belongs to organisations and what to people
	organizations => [
		{ unique => 1, pattern => 1, blocked => 1 },
		{ yields => 1 },
		{ yields => 1, threshold => [ 2, 3, 4 ] },
		{ yields => 1, limit => [ 1, 2 ], window => [ 12, 24 ] },
		{ only => 'organization', threshold => [2] },
		{ only => 'person', unique => 1 },
		{ device => 1, policy => 'last_authenticated', yields => 1, threshold => [3] } ],
	companies => [ { yields => 1 }, { yields => 1, threshold => [ 2, 3 ] }, {} ],);
my $sets = 4;

# Families by name, each with its kinds; spelled: real kinds with their own
# spellings instead of invented ones.
sub families
{
	my ($seed) = @_;
	my %families;
	my $priority = 1000;
	my $device_priority = 200000;  # a device outranks nobody
	for my $family (sort keys %family_kinds)
	{
		seed($seed, length $family, ord $family);
		for my $set (0 .. $sets - 1)
		{
			my $letter = 'a';
			my @kinds = map {
				my %kind = (
					name => "${family}${set}" . $letter++,
					unique => $_->{unique} || 0,
					blocked => $_->{blocked} || 0,
					verified => $_->{verified} || 0,
					yields => $_->{yields} || 0,
					pattern => $_->{pattern} || 0,
					only => $_->{only},
					device => $_->{device} || 0,
					policy => $_->{policy} || 'keep_first');
				$kind{$_->[0]} = $_->[1] && pick(@{ $_->[1] })
				  for map { my $k = $_; [ $k, $family_kinds{$family}[ ord($letter) - 98 ]{$k} ] } qw(limit window threshold);
				\%kind;
			} @{ $family_kinds{$family} };
			$_->{priority} = $_->{device} ? $device_priority++ : $priority++ for shuffled(@kinds);
			push @{ $families{$family} }, \@kinds;
		}
	}
	# what a company has from the start, in the spellings that people use
	$families{plain}[0] = [
		{ name => 'email', priority => 50, unique => 0, yields => 1 },
		{ name => 'phone', priority => 60, unique => 0, yields => 1 },
		{ name => 'cookie', priority => 110, unique => 0, attribute => 'anonymous_id' }];
	# the key of the source "member" identifies by itself
	$_ = [ { name => 'member', priority => 999, unique => 1, attribute => '' }, @$_ ] for @{ $families{mixed} };
	return \%families;
}

# What a model must be told of kinds: SQL.
sub declaration
{
	my (@kinds) = @_;
	my $sql = '';
	for my $kind (sort { $a->{priority} <=> $b->{priority} } @kinds)
	{
		$sql .= sprintf "INSERT INTO cdp.identifier_kind (kind, priority, class, is_unique, limit_count, limit_window, generic_threshold, verified_only, on_conflict, yields_to_organization, organization_pattern, record_kind) "
		  . "VALUES ('%s', %d, '%s', %s, %s, %s, %s, %s, '%s', %s, %s, %s);\n", $kind->{name}, $kind->{priority}, $kind->{device} ? 'device' : 'person',
		  $kind->{unique} ? 'true' : 'false', $kind->{limit} // 'NULL', $kind->{window} ? "'$kind->{window} hours'" : 'NULL',
		  $kind->{threshold} // 'NULL', $kind->{verified} ? 'true' : 'false', $kind->{policy} || 'keep_first',
		  $kind->{yields} ? 'true' : 'false', $kind->{pattern} ? "'-0[12]\$'" : 'NULL', $kind->{only} ? "'$kind->{only}'" : 'NULL';
		$sql .= "INSERT INTO cdp.attribute (attribute, identifier_kind) VALUES ('$kind->{name}', '$kind->{name}');\n"
		  if !defined $kind->{attribute};
		$sql .= "INSERT INTO cdp.blocked_identifier (kind, value, is_pattern) VALUES ('$kind->{name}', '-00\$', true);\n" if $kind->{blocked};
	}
	return $sql;
}

# Sources: the same for all worlds.  The key of a member identifies by itself.
my %trusted = (s2 => 1, member => 1);

sub sources
{
	return "INSERT INTO cdp.source (name, rank, key_kind, is_trusted) VALUES "
	  . join(', ', map { sprintf "('%s', 20, %s, %s)", $_, $_ eq 'member' ? "'member'" : 'NULL', $trusted{$_} ? 'true' : 'false' } @_) . ";\n";
}

# ---- making a world ----

# What a version of a record carries: {kind => [tokens]}.
sub carried
{
	my ($kinds, $values) = @_;
	my %carried;
	for my $kind (grep { ($_->{attribute} // 'x') ne '' } @$kinds)
	{
		next if chance(35);
		my $count = chance(75) ? 1 : chance(75) ? 2 : 3;
		my %tokens = map { (sprintf('%s-%02d', $kind->{name}, random($values)) => 1) } 1 .. $count;
		$carried{ $kind->{name} } = [ sort keys %tokens ];
	}
	return \%carried;
}

# A world of a family: its records, the versions of each, decisions, deletions.
sub make
{
	my ($seed, $id, $family, $families) = @_;
	seed($seed, $id);
	my $kinds = pick(@{ $families->{$family} });
	my $records = 3 + (chance(70) ? random(5) : random(12));
	my $values = 2 + (chance(70) ? random(3) : random(7));
	my $versions = $family eq 'reranks' ? 5 : $family =~ /^(versions|mixed|patches|policies)$/ ? 3
	  : $family =~ /^(deletes|overrides|last|ambiguous|organizations|companies)$/ ? 2 : 1;
	my $is_business = $family =~ /^(organizations|companies)$/;
	my %world = (
		id => $id,
		family => $family,
		kinds => $kinds,
		cap => $family eq 'cap' ? 3 : 20000,
		patches => $family eq 'patches',
		records => [],
		deliveries => [],
		overrides => [],
		deleted => {});
	for my $record (map { sprintf 'r%02d', $_ } 0 .. $records - 1)
	{
		my $source = pick('s1', 's1', 's2', 's3', $family eq 'mixed' ? 'member' : $family =~ /^(verified|policies)$/ ? 's2' : ());
		my $kind = chance($is_business ? 30 : 15) ? 'organization' : 'person';
		my %times = map { (6 * random(16) => 1) } 1 .. 1 + random($versions);
		push @{ $world{records} }, $record;
		for my $at (sort { $a <=> $b } keys %times)
		{
			$kind = $kind eq 'person' ? 'organization' : 'person' if $versions > 1 && chance($is_business ? 20 : 4);
			my $carried = carried($kinds, $values);
			push @{ $world{deliveries} },
			  {
				source => $source,
				record => $record,
				kind => $world{patches} ? 'person' : $kind,
				at => $at,
				carried => $carried,
				plain => { name => pick('Ann', 'Bob', 'Eve'), city => pick('Omsk', 'Perm', '', undef), tier => random(3) },
				snapshot => !$world{patches} || chance(30) };
			# an interaction, which brings its customer's record along
			push @{ $world{deliveries} }, { source => $source, record => $record, at => 6 * random(16), track => 1 }
			  if $world{patches} && chance(25);
		}
	}
	make_overrides(\%world) if $family eq 'overrides' || $family =~ /^(mixed|policies|organizations)$/ && chance(40);
	if ($family =~ /^(deletes|companies)$/ || $family =~ /^(policies|organizations)$/ && !@{ $world{overrides} } && chance(40))
	{
		my @gone = shuffled(@{ $world{records} });
		$world{deleted}{$_} = 1 for @gone[ 0 .. random(@gone > 4 ? 3 : 2) ];
	}
	return \%world;
}

sub make_overrides
{
	my ($world) = @_;
	for (1 .. 1 + random(3))
	{
		my @order = shuffled(@{ $world->{records} });
		my $count = 1 + random(2);
		if (chance(40))
		{
			push @{ $world->{overrides} }, { kind => 'always', records => [ @order[ 0 .. $count ] ], other => [] };
		}
		else
		{
			push @{ $world->{overrides} },
			  { kind => 'never', records => [ @order[ 0 .. $count - 1 ] ], other => [ $order[$count] ] };
		}
	}
	return;
}

# ---- what must come out ----

# The versions of each record that matter: {record => {source, kind, carried,
# first => {token => hour}, last => {token => hour}}}.
sub newest_versions
{
	my ($world) = @_;
	my %records;
	for my $d (grep { !$world->{deleted}{ $_->{record} } } @{ $world->{deliveries} })
	{
		my $r = $records{ $d->{record} } //= { source => $d->{source}, at => -1, first => {} };
		my %tokens = map { ($_ => 1) } map { @$_ } values %{ $d->{carried} };
		$tokens{"member-$d->{record}"} = 1 if $d->{source} eq 'member';
		for my $token (keys %tokens)
		{
			my $first = $r->{first}{$token};
			$r->{first}{$token} = $d->{at} if !defined $first || $d->{at} < $first;
			$r->{last}{$token} = $d->{at} if $d->{at} > ($r->{last}{$token} // -1);
		}
		@$r{qw(at kind tokens)} = ($d->{at}, $d->{kind}, \%tokens) if $d->{at} > $r->{at};
	}
	return \%records;
}

sub kind_of { my ($token) = @_; return $token =~ s/-.*//r; }

# Why a link does not count, {"record token" => rule}; the rest count.
sub uncounted
{
	my ($world, $records) = @_;
	my %kinds = map { ($_->{name} => $_) } @{ $world->{kinds} };
	my (%rule, %carriers);
	for my $record (sort keys %$records)
	{
		my $r = $records->{$record};
		my %of_kind;
		for my $token (sort keys %{ $r->{first} })
		{
			my $kind = $kinds{ kind_of($token) };
			my $rule =
				!$r->{tokens}{$token} ? 'retired'
			  : $kind->{blocked} && $token =~ /-00$/ ? 'blocked'
			  : $kind->{only} && $kind->{only} ne $r->{kind} ? 'kind'
			  : $kind->{pattern} && $r->{kind} eq 'person' && $token =~ /-0[12]$/ ? 'kind'
			  : undef;
			$rule{"$record $token"} = $rule if $rule;
			push @{ $of_kind{ $kind->{name} } }, $token if !$rule;
		}
		for my $kind (grep { $kinds{$_}{unique} && @{ $of_kind{$_} } > 1 } keys %of_kind)
		{
			$rule{"$record $_"} = 'conflict' for @{ delete $of_kind{$kind} };
		}
		push @{ $carriers{$_} }, $record for map { @$_ } values %of_kind;
	}
	for my $token (keys %carriers)
	{
		my $kind = $kinds{ kind_of($token) };
		my @carriers = @{ $carriers{$token} };
		if ($kind->{threshold} && @carriers > $kind->{threshold})
		{
			$rule{"$_ $token"} = 'generic' for @carriers;
		}
		elsif ($kind->{yields} && grep { $records->{$_}{kind} eq 'organization' } @carriers)
		{
			$rule{"$_ $token"} = 'organization' for grep { $records->{$_}{kind} eq 'person' } @carriers;
		}
	}
	return \%rule;
}

# May two profiles be one?  The rule that says no, or undef.
sub refusal
{
	my ($world, $a, $b) = @_;
	for my $override (keys %{ $a->{sides} })
	{
		for my $side (keys %{ $a->{sides}{$override} })
		{
			return 'never' if $b->{sides}{$override}{ 1 - $side };
		}
	}
	my ($unique, $limit);
	for my $kind (@{ $world->{kinds} })
	{
		my @a = @{ $a->{seen}{ $kind->{name} } || [] };
		my @b = @{ $b->{seen}{ $kind->{name} } || [] };
		my $most = $kind->{unique} ? 1 : $kind->{limit};
		next unless $most && @a && @b;
		if (!$kind->{window})
		{
			next if @a + @b <= $most;
			$most == 1 ? ($unique = 1) : ($limit = 1);
			next;
		}
		for my $from (@a, @b)
		{
			my $in_a = grep { $_ >= $from && $_ <= $from + $kind->{window} } @a;
			my $in_b = grep { $_ >= $from && $_ <= $from + $kind->{window} } @b;
			$limit = 1 if $in_a && $in_b && $in_a + $in_b > $most;
		}
	}
	return 'unique' if $unique;
	return 'limit' if $limit;
	return 'cap' if @{ $a->{records} } && @{ $b->{records} } && @{ $a->{records} } + @{ $b->{records} } > $world->{cap};
	return;
}

sub unite
{
	my ($profile, $a, $b) = @_;
	push @{ $a->{records} }, @{ $b->{records} };
	push @{ $a->{nodes} }, @{ $b->{nodes} };
	for my $kind (keys %{ $b->{seen} }) { push @{ $a->{seen}{$kind} }, @{ $b->{seen}{$kind} }; }
	for my $override (keys %{ $b->{sides} })
	{
		$a->{sides}{$override}{$_} = 1 for keys %{ $b->{sides}{$override} };
	}
	$profile->{$_} = $a for @{ $b->{nodes} };
	return;
}

# Every node (record or token) as a profile of its own.
sub singletons
{
	my ($world, $records, $links) = @_;
	my (%profile, %seen);
	for my $record (keys %$records)
	{
		my %sides = (people => { ($records->{$record}{kind} eq 'person' ? 0 : 1) => 1 });
		for my $i (0 .. $#{ $world->{overrides} })
		{
			my $o = $world->{overrides}[$i];
			next if $o->{kind} ne 'never';
			$sides{$i}{0} = 1 if grep { $_ eq $record } @{ $o->{records} };
			$sides{$i}{1} = 1 if grep { $_ eq $record } @{ $o->{other} };
		}
		$profile{$record} = { records => [$record], nodes => [$record], seen => {}, sides => \%sides };
	}
	for my $link (@$links)
	{
		my ($token, $first) = @$link{qw(token first)};
		$seen{$token} = $first if !defined $seen{$token} || $first < $seen{$token};
	}
	$profile{$_} = { records => [], nodes => [$_], seen => { kind_of($_) => [ $seen{$_} ] }, sides => {} } for keys %seen;
	return \%profile;
}

# A profile of every node, as separate from the original as it can be.
sub copied
{
	my ($profile) = @_;
	my (%copy, %of);
	for my $node (keys %$profile)
	{
		my $p = $profile->{$node};
		$copy{$node} = $of{$p} //= {
			records => [ @{ $p->{records} } ],
			nodes => [ @{ $p->{nodes} } ],
			seen => { map { ($_ => [ @{ $p->{seen}{$_} } ]) } keys %{ $p->{seen} } },
			sides => { map { ($_ => { %{ $p->{sides}{$_} } }) } keys %{ $p->{sides} } } };
	}
	return \%copy;
}

# Take a link: the rule that refuses it, or undef where it conducts.
sub take
{
	my ($world, $profile, $link) = @_;
	my ($a, $b) = @$profile{ @$link{qw(record token)} };
	return if $a == $b;
	return 'unverified' if $link->{unverified} && @{ $a->{records} } > 1 && @{ $b->{records} };
	my $refused = refusal($world, $a, $b);
	unite($profile, $a, $b) if !$refused;
	return $refused;
}

# The order in which links that count are taken, as a list of lists: the links
# of one list conduct all or none.
sub ordered
{
	my ($world, $records, @links) = @_;
	my %kinds = map { ($_->{name} => $_) } @{ $world->{kinds} };
	my (%authenticated, %first);
	for my $link (@links)
	{
		my $kind = $kinds{ kind_of($link->{token}) };
		$link->{unverified} = $kind->{verified} && !$trusted{ $records->{ $link->{record} }{source} } ? 1 : 0;
		$authenticated{ $link->{record} } = 1 if !$kind->{device} && !$link->{unverified};
		my $first = \$first{ $link->{token} };
		$$first = $link->{first} if !defined $$first || $link->{first} < $$first;
	}
	for my $link (@links)
	{
		my ($record, $token) = @$link{qw(record token)};
		my $kind = $kinds{ kind_of($token) };
		my $policy = $link->{unverified} ? '' : $kind->{policy} // '';
		my $anonymous = $authenticated{$record} ? 0 : 1;
		my @usual = ($link->{first}, $token, $records->{$record}{source}, $record);
		my @place =
		    $policy eq 'last_authenticated' ? ($anonymous, $anonymous ? 0 : -$records->{$record}{last}{$token}, @usual)
		  : $policy eq 'ambiguous' ? ($first{$token}, $token, $anonymous, $link->{first}, @usual[ 2, 3 ])
		  : @usual;
		$link->{place} = [ $link->{unverified}, $kind->{priority}, @place ];
		$link->{joint} = $policy eq 'ambiguous' && !$anonymous ? $token : undef;
	}
	my @ordered;
	for my $link (sort { by_place($a->{place}, $b->{place}) } @links)
	{
		my $before = @ordered ? $ordered[-1][0]{joint} : undef;
		if (defined $link->{joint} && defined $before && $before eq $link->{joint}) { push @{ $ordered[-1] }, $link; }
		else { push @ordered, [$link]; }
	}
	return @ordered;
}

sub by_place
{
	my ($a, $b) = @_;
	for my $i (0 .. $#$a)
	{
		my $order = $a->[$i] =~ /^-?\d+$/ ? $a->[$i] <=> $b->[$i] : $a->[$i] cmp $b->[$i];
		return $order if $order;
	}
	return 0;
}

# The outcome: {partition, links => {"record token" => "t|f rule hour"}, home =>
# {token => a record of the profile it leads to, '' where it identifies nobody,
# or undef where no link of it conducts and any carrier will do}}.
sub expected
{
	my ($world) = @_;
	my $records = newest_versions($world);
	my $rule = uncounted($world, $records);
	my (@links, %outcome, %home);
	for my $record (keys %$records)
	{
		for my $token (keys %{ $records->{$record}{first} })
		{
			my $first = $records->{$record}{first}{$token};
			if (my $why = $rule->{"$record $token"})
			{
				$outcome{"$record $token"} = "f $why $first";
				$home{$token} //= '';
				next;
			}
			push @links, { record => $record, token => $token, first => $first };
		}
	}

	my $profile = singletons($world, $records, \@links);
	for my $o (grep { $_->{kind} eq 'always' } @{ $world->{overrides} })
	{
		my ($head, @rest) = @{ $o->{records} };
		for my $record (@rest)
		{
			unite($profile, $profile->{$head}, $profile->{$record}) if $profile->{$head} != $profile->{$record};
		}
	}
	for my $together (ordered($world, $records, @links))
	{
		my $as_it_was = copied($profile) if defined $together->[0]{joint};
		my @refused = map { take($world, $profile, $_) // '' } @$together;
		if ($as_it_was && grep { $_ } @refused)
		{
			$profile = $as_it_was;
			@refused = ('ambiguous') x @$together;
		}
		for my $link (@$together)
		{
			my ($record, $token) = @$link{qw(record token)};
			my $refused = shift @refused;
			$outcome{"$record $token"} = sprintf '%s %s %d', $refused ? 'f' : 't', $refused || '-', $link->{first};
			$home{$token} = $record if !$refused;
			$home{$token} = undef if $refused && !$home{$token};
		}
	}
	my %sets = map { (join(' ', sort @{ $profile->{$_}{records} }) => 1) } keys %$records;
	return { partition => join(' | ', sort keys %sets), links => \%outcome, home => \%home };
}

# ---- replicas: a world as SQL ----

# A replica spells the world's tokens.
sub replica
{
	my ($world, $letter) = @_;
	return { world => $world, letter => $letter, prefix => sprintf('w%04d%s', $world->{id}, $letter), spelled => {} };
}

# The canonical identifier of a token, as the type identifier prints it.
sub identifier
{
	my ($replica, $token) = @_;
	my ($kind, $number) = $token =~ /^([^-]+)-(.*)$/;
	return "phone:+7916" . phone_digits($replica, $number) if $kind eq 'phone';
	return "email:u$number.$replica->{prefix}\@example.org" if $kind eq 'email';
	return "$kind:$replica->{prefix}-$number";
}

sub phone_digits
{
	my ($replica, $number) = @_;
	return sprintf '%04d%d%02d', $replica->{world}{id}, ord($replica->{letter}) - 97, $number;
}

# One of the spellings of a token; which one is part of the world, not of the
# replica.
sub spelling
{
	my ($replica, $token, $choice) = @_;
	my ($kind, $number) = $token =~ /^([^-]+)-(.*)$/;
	my $key = identifier($replica, $token) =~ s/^[^:]*://r;
	my @forms = ($key, " $key", "$key ");
	if ($kind eq 'phone')
	{
		my ($a, $b, $c) = phone_digits($replica, $number) =~ /^(...)(..)(..)$/;
		@forms = ($key, "8 (916) $a-$b-$c", "8916$a$b$c", "+7 916 $a $b $c");
	}
	elsif ($kind eq 'email')
	{
		@forms = ($key, ucfirst $key, uc $key, " $key ");
	}
	my $raw = $forms[ $choice % @forms ];
	$replica->{spelled}{$raw} = "$number/" . $choice % @forms;
	return $raw;
}

# Attributes of a delivery as JSON.
sub attributes
{
	my ($replica, $delivery) = @_;
	my %attribute_of = map { ($_->{name} => $_->{attribute} // $_->{name}) } @{ $replica->{world}{kinds} };
	my @members;
	for my $kind (sort keys %{ $delivery->{carried} })
	{
		my @tokens = @{ $delivery->{carried}{$kind} };
		my @raw = map { '"' . spelling($replica, $_, $delivery->{at} / 6 + length $delivery->{plain}{name}) . '"' } @tokens;
		my $json = @raw == 1 && $delivery->{at} % 4 ? $raw[0] : '[' . join(', ', @raw) . ']';
		push @members, "\"$attribute_of{$kind}\": $json";
	}
	for my $name (sort keys %{ $delivery->{plain} })
	{
		my $value = $delivery->{plain}{$name};
		push @members, "\"$name\": " . (defined $value ? "\"$value\"" : 'null');
	}
	return '{' . join(', ', @members) . '}';
}

sub source_key
{
	my ($replica, $record) = @_;
	return "$replica->{prefix}-$record";
}

sub timestamp
{
	my ($hour) = @_;
	return sprintf '2024-01-%02d %02d:00:00+00', 1 + $hour / 24, $hour % 24;
}

# An order in which the world comes about: ['deliver', n], ['override', n],
# ['delete', record].  Decisions wait for their records, deletions for the last
# version.
sub arrival
{
	my ($world) = @_;
	my @deliveries = shuffled(0 .. $#{ $world->{deliveries} });
	if ($world->{family} =~ /^(versions|mixed|patches|plain|reranks|policies|organizations|companies)$/)
	{
		splice @deliveries, random(@deliveries + 1), 0, $_ for grep { chance(20) } @deliveries;
	}
	my @steps = map { [ 'deliver', $_ ] } @deliveries;
	for my $o (shuffled(0 .. $#{ $world->{overrides} }))
	{
		my %wanted = map { ($_ => 1) } @{ $world->{overrides}[$o]{records} }, @{ $world->{overrides}[$o]{other} };
		my $ready = 0;
		for my $i (0 .. $#steps)
		{
			next if $steps[$i][0] ne 'deliver';
			$ready = $i + 1 if delete $wanted{ $world->{deliveries}[ $steps[$i][1] ]{record} };
		}
		splice @steps, $ready + random(@steps - $ready + 1), 0, [ 'override', $o ];
	}
	for my $record (shuffled(sort keys %{ $world->{deleted} }))
	{
		my ($last) = grep { $steps[$_][0] eq 'deliver' && $world->{deliveries}[ $steps[$_][1] ]{record} eq $record }
		  reverse 0 .. $#steps;
		splice @steps, $last + 1 + random(@steps - $last), 0, [ 'delete', $record ];
	}
	return @steps;
}

# SQL of consecutive deliveries by one way in.
sub deliver
{
	my ($replica, $way, $source_id, @deliveries) = @_;
	return join '', map { patch($replica, $_) } @deliveries if $way eq 'ingest';
	my @rows = map {
		[ $_->{source}, source_key($replica, $_->{record}), $_->{kind}, attributes($replica, $_), timestamp($_->{at}) ]
	} @deliveries;
	if ($way eq 'row')
	{
		return join '', map { "INSERT INTO cdp.incoming_record VALUES ('" . join("', '", @$_) . "');\n" } @rows;
	}
	if ($way eq 'copy view')
	{
		return "COPY cdp.incoming_record FROM STDIN;\n" . join('', map { join("\t", @$_) . "\n" } @rows) . "\\.\n";
	}
	$_->[0] = $source_id->{ $_->[0] } for @rows;
	my $columns = '(source_id, source_key, kind, attributes, observed_at)';
	return "COPY cdp.record $columns FROM STDIN;\n" . join('', map { join("\t", @$_) . "\n" } @rows) . "\\.\n"
	  if $way eq 'copy';
	return "INSERT INTO cdp.record $columns VALUES\n  " . join(",\n  ", map { "('" . join("', '", @$_) . "')" } @rows) . ";\n";
}

# A delivery of the family patches: an identify call, an interaction, or a
# complete version.
sub patch
{
	my ($replica, $d) = @_;
	return deliver($replica, 'row', undef, $d) if $d->{snapshot};
	return sprintf "SELECT cdp_api.ingest('{\"type\": \"track\", \"event\": \"visit\", \"source\": \"%s\", \"userId\": \"%s\", "
	  . "\"timestamp\": \"%s\", \"messageId\": \"%2\$s %3\$s\"}');\n",
	  $d->{source}, source_key($replica, $d->{record}), timestamp($d->{at}) if $d->{track};
	return sprintf "SELECT cdp_api.ingest('{\"type\": \"identify\", \"source\": \"%s\", \"userId\": \"%s\", "
	  . "\"timestamp\": \"%s\", \"traits\": %s}');\n",
	  $d->{source}, source_key($replica, $d->{record}), timestamp($d->{at}), attributes($replica, $d);
}

# A decision of the desk, by records.
sub override
{
	my ($replica, $o) = @_;
	my ($records, $other) = map {
		my @keys = map { "'" . source_key($replica, $_) . "'" } @$_;
		'ARRAY[' . join(', ', @keys) . ']::text[]'
	} $o->{records}, $o->{other};
	return <<"SQL";
INSERT INTO cdp.match_override (kind, records, other_records)
SELECT '$o->{kind}', coalesce(array_agg(record_id) FILTER (WHERE source_key = ANY ($records)), '{}'),
       coalesce(array_agg(record_id) FILTER (WHERE source_key = ANY ($other)), '{}')
FROM cdp.record WHERE source_key = ANY ($records || $other);
SELECT cdp.resolve('{}', array_agg(DISTINCT profile_id), 'manual')
FROM cdp.record WHERE source_key = ANY ($records || $other);
SQL
}

# A whole replica as a script; the way in and the order are drawn here.
sub script
{
	my ($replica, $source_id) = @_;
	my $world = $replica->{world};
	my $way = $world->{patches} ? 'ingest' : pick('row', 'row', 'row', 'rows', 'copy', 'copy view');
	my $one = chance(50);
	my (@waiting, @parts);
	my $flush = sub {
		push @parts, deliver($replica, $way, $source_id, splice @waiting) if @waiting;
	};
	for my $step (arrival($world))
	{
		my ($what, $which) = @$step;
		if ($what eq 'deliver')
		{
			push @waiting, $world->{deliveries}[$which];
			next;
		}
		$flush->();
		my $sql =
		  $what eq 'override'
		  ? override($replica, $world->{overrides}[$which])
		  : "DELETE FROM cdp.record WHERE source_key = '" . source_key($replica, $which) . "';\n";
		push @parts, $one || $what eq 'delete' ? $sql : "BEGIN;\n${sql}COMMIT;\n";
	}
	$flush->();
	$replica->{script} = ($one ? "BEGIN;\n" : '') . join('', @parts) . ($one ? "COMMIT;\n" : '');
	return $replica->{script};
}

# ---- what became of one replica, where there are few ----

# The partition, as expected() writes it; $sql runs a query.
sub partition
{
	my ($sql, $replica) = @_;
	my %sets;
	for (split /\n/, $sql->("SELECT profile_id, split_part(source_key, '-', 2) FROM cdp.record WHERE source_key LIKE '$replica->{prefix}-%' ORDER BY 2"))
	{
		my ($profile, $record) = split /\|/;
		push @{ $sets{$profile} }, $record;
	}
	return join ' | ', sort map { join ' ', @$_ } values %sets;
}

# The links, one a line, in the world's tokens.
sub links
{
	my ($sql, $replica) = @_;
	my %token = map { my $t = (split / /)[1]; (identifier($replica, $t) => $t) } keys %{ expected($replica->{world})->{links} };
	my @links;
	for (split /\n/, $sql->("SELECT split_part(r.source_key, '-', 2), l.identifier, l.conducts, coalesce(l.rule, '-'),
		((extract(epoch FROM l.first_seen) - extract(epoch FROM timestamptz '2024-01-01 00:00:00+00')) / 3600)::integer
		FROM cdp.record r JOIN cdp.record_identifier l USING (record_id) WHERE r.source_key LIKE '$replica->{prefix}-%'"))
	{
		my ($record, $identifier, @rest) = split /\|/;
		push @links, "$record " . ($token{$identifier} // "unknown:$identifier") . " @rest";
	}
	return join "\n", sort @links;
}

sub expected_links
{
	my ($replica) = @_;
	my $links = expected($replica->{world})->{links};
	return join "\n", map { "$_ $links->{$_}" } sort keys %$links;
}

1;
