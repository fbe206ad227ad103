# Files the demo loads: CSV for COPY ... (FORMAT csv, HEADER), JSON inside.
#
# JSON::PP would do, but spends longer on the interactions' properties than
# everything else together; what is written here is flat and small.
package Demo::Output;

use strict;
use warnings;
use utf8;
use Exporter 'import';

our @EXPORT_OK = qw(json number write_csv timestamp);

my %ESCAPE = ('"' => '\\"', '\\' => '\\\\', "\t" => '\\t', "\n" => '\\n');

# A value that is to be a JSON number, not a string.
sub number {
  my ($value) = @_;
  return \$value;
}

# JSON text: hashes (sorted keys, so that every run writes the same), arrays,
# strings, number(...), undef for null.  With indent it is set out for people.
sub json {
  my ($value, $indent) = @_;
  return 'null' unless defined $value;
  my $kind = ref $value;
  return $$value if $kind eq 'SCALAR';
  my ($open, $between, $close) = ('', ', ', '');
  my $inner;
  if (defined $indent) {
    $inner = $indent + 1;
    $between = ",\n" . '  ' x $inner;
    $open = "\n" . '  ' x $inner;
    $close = "\n" . '  ' x $indent;
  }
  if ($kind eq 'HASH') {
    my @items =
      map { json_string($_) . ': ' . json($value->{$_}, $inner) } sort keys %$value;
    return '{' . $open . join($between, @items) . $close . '}';
  }
  return '[' . join(', ', map { json($_, $inner) } @$value) . ']' if $kind eq 'ARRAY';
  return json_string($value);
}

sub json_string {
  my ($string) = @_;
  $string =~ s/(["\\\t\n])/$ESCAPE{$1}/g;
  return qq("$string");
}

# An unquoted empty field is NULL to COPY; an empty string is quoted.
sub csv_field {
  my ($value) = @_;
  return '' unless defined $value;
  return $value unless $value eq '' || $value =~ /[",\r\n]|^\s|\s$/;
  $value =~ s/"/""/g;
  return qq("$value");
}

sub write_csv {
  my ($path, $header, $rows) = @_;
  open my $file, '>:utf8', $path or die "cannot write $path: $!\n";
  print $file join(',', @$header), "\n";
  print $file join(',', map { csv_field($_) } @$_), "\n" for @$rows;
  close $file or die "cannot write $path: $!\n";
}

# Seconds since 1970 as Moscow writes them (no summer time since 2014).
sub timestamp {
  my ($epoch) = @_;
  my ($second, $minute, $hour, $day, $month, $year) = gmtime($epoch + 3 * 3600);
  return sprintf '%04d-%02d-%02d %02d:%02d:%02d+03',
    $year + 1900, $month + 1, $day, $hour, $minute, $second;
}

1;
