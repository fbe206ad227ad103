# A validator of JSON Schema: the keywords that our schemas use, and no others;
# an unknown keyword ends the test rather than be passed over.
package JsonSchema;

use strict;
use warnings;
use B ();
use Exporter 'import';
use JSON::PP ();

our @EXPORT_OK = qw(violations);

my %SILENT = map { $_ => 1 } qw($schema $id $defs title description);

my %CHECK = (
  '$ref' => sub { my ($value, $ref, $path, $root) = @_; return check($value, resolve($ref, $root), $path, $root) },
  type => sub {
    my ($value, $types, $path) = @_;
    my $is = type_of($value);
    my @types = ref $types ? @$types : $types;
    return if grep { $_ eq $is || $_ eq 'number' && $is eq 'integer' } @types;
    return "$path is $is, not " . join(' or ', @types);
  },
  const => sub { my ($value, $const, $path) = @_; return same($value, $const) ? () : "$path is not " . text($const) },
  enum => sub {
    my ($value, $enum, $path) = @_;
    return if grep { same($value, $_) } @$enum;
    return "$path is " . text($value) . ', not one of ' . join(', ', map { text($_) } @$enum);
  },
  pattern => sub {
    my ($value, $pattern, $path) = @_;
    return if type_of($value) ne 'string' || $value =~ /$pattern/;
    return "$path is " . text($value) . ", which does not match $pattern";
  },
  minimum => sub { my ($value, $least, $path) = @_; return is_number($value) && $value < $least ? "$path is less than $least" : () },
  maximum => sub { my ($value, $most, $path) = @_; return is_number($value) && $value > $most ? "$path is more than $most" : () },
  minItems => sub { my ($value, $least, $path) = @_; return ref $value eq 'ARRAY' && @$value < $least ? "$path has too few items" : () },
  maxItems => sub { my ($value, $most, $path) = @_; return ref $value eq 'ARRAY' && @$value > $most ? "$path has too many items" : () },
  items => sub {
    my ($value, $schema, $path, $root) = @_;
    return if ref $value ne 'ARRAY';
    return map { check($value->[$_], $schema, "$path\[$_]", $root) } 0 .. $#$value;
  },
  required => sub {
    my ($value, $names, $path) = @_;
    return if ref $value ne 'HASH';
    return map { "$path has no $_" } grep { !exists $value->{$_} } @$names;
  },
  properties => sub {
    my ($value, $schemas, $path, $root) = @_;
    return if ref $value ne 'HASH';
    return map { check($value->{$_}, $schemas->{$_}, "$path.$_", $root) } grep { exists $value->{$_} } sort keys %$schemas;
  },
  additionalProperties => sub {
    my ($value, $schema, $path, $root, $parent) = @_;
    return if ref $value ne 'HASH';
    my @more = grep { !exists $parent->{properties}{$_} } sort keys %$value;
    return map { "$path has $_, which is unknown" } @more unless ref $schema eq 'HASH';
    return map { check($value->{$_}, $schema, "$path.$_", $root) } @more;
  },
  anyOf => sub {
    my ($value, $schemas, $path, $root) = @_;
    my @all;
    for my $schema (@$schemas) {
      my @found = check($value, $schema, $path, $root);
      return unless @found;
      push @all, @found;
    }
    return ("$path fits none of the alternatives", @all);
  },
);

# What is wrong with a decoded document: a line for each violation.
sub violations {
  my ($value, $schema) = @_;
  return check($value, $schema, '$', $schema);
}

sub check {
  my ($value, $schema, $path, $root) = @_;
  my @found;
  for my $keyword (sort keys %$schema) {
    next if $SILENT{$keyword};
    my $check = $CHECK{$keyword} or die "the schema uses $keyword, which this validator does not know\n";
    push @found, $check->($value, $schema->{$keyword}, $path, $root, $schema);
  }
  return @found;
}

sub resolve {
  my ($ref, $root) = @_;
  $ref =~ m{^#/(.*)$} or die "only references within the schema are known: $ref\n";
  my $at = $root;
  for my $name (split m{/}, $1) {
    $at = $at->{$name} // die "nothing is at $ref\n";
  }
  return $at;
}

sub type_of {
  my ($value) = @_;
  return 'null' unless defined $value;
  return 'boolean' if JSON::PP::is_bool($value);
  return 'array' if ref $value eq 'ARRAY';
  return 'object' if ref $value eq 'HASH';
  return 'number' if ref $value;    # a big number
  return 'string' if B::svref_2object(\$value)->FLAGS & B::SVf_POK;
  return $value == int $value ? 'integer' : 'number';
}

sub is_number { return type_of($_[0]) =~ /^(?:integer|number)$/ }

sub text { my ($value) = @_; return JSON::PP->new->allow_nonref->canonical->encode($value) }

sub same { my ($one, $other) = @_; return text($one) eq text($other) }

1;
