#!/usr/bin/env bash
# Makes the sample recording that ships with the server, and its captions: music, a notice, music, a short talk, music.
# Needs espeak-ng, sox and ffmpeg. Everything in it is made here; it holds no one else's work.
set -euo pipefail
cd "$(dirname "$0")"
out=../main/resources/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rate=22050

voice() { # file, voice, words a minute, text
  espeak-ng -v "$2" -s "$3" -w "$work/raw.wav" "$4"
  sox "$work/raw.wav" -r $rate -c 1 -b 16 "$1" silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse norm -5
}
music() { # file, seconds
  sox -R -n -r $rate -c 1 -b 16 "$1" synth "$2" pluck 220 pluck 277.18 pluck 329.63 tremolo 2 40 fade q 0.4 "$2" 0.8 norm -12
}
silence() { sox -n -r $rate -c 1 -b 16 "$1" trim 0 "$2"; }

parts=(); at=0; cue=0
printf 'WEBVTT\n' > "$out/sample.vtt"
clock() { awk -v t="$1" 'BEGIN { printf "00:%02d:%06.3f", t / 60, t - 60 * int(t / 60) }'; }
add() { # file, what is said in it
  local length; length=$(soxi -D "$1")
  parts+=("$1")
  if [ -n "${2:-}" ]; then
    printf '\n%s --> %s\n%s\n' "$(clock "$at")" "$(clock "$(awk -v a="$at" -v b="$length" 'BEGIN { print a + b }')")" "$2" >> "$out/sample.vtt"
  fi
  at=$(awk -v a="$at" -v b="$length" 'BEGIN { printf "%.3f", a + b }')
}
say() { cue=$((cue + 1)); voice "$work/$cue.wav" "$1" 150 "$2"; add "$work/$cue.wav" "$2"; silence "$work/p$cue.wav" 0.7; add "$work/p$cue.wav"; }
tune() { cue=$((cue + 1)); music "$work/m$cue.wav" "$1"; add "$work/m$cue.wav"; silence "$work/q$cue.wav" 1; add "$work/q$cue.wav"; }

tune 6
say en-us+f3 "Good morning, and welcome. Coffee is served in the hall after the meeting."
tune 14
say en-us+m3 "Today I want to talk about keeping promises."
say en-us+m3 "A promise is a small thing to say and a large thing to keep."
say en-us+m3 "When a farmer writes down every sack of grain that leaves the barn, nobody has to remember it, and nobody can forget it."
say en-us+m3 "The written list is a promise that survives a bad night, a broken lamp, or a new farmer."
say en-us+m3 "Work is like that too. Write the work down before you begin, and cross it off only when it is done."
say en-us+m3 "If somebody stops in the middle, the next person reads the list and goes on from the last crossed line."
say en-us+m3 "Nothing is lost, nothing is done twice, and everybody can see how far the work has come."
say en-us+m3 "So keep a list, keep it where all can see it, and keep your promises."
say en-us+m3 "Thank you for listening."
tune 8

sox "${parts[@]}" "$work/all.wav"
sox -R -n -r $rate -c 1 -b 16 "$work/room.wav" synth "$at" pinknoise norm -48
sox -m -v 1 "$work/all.wav" -v 1 "$work/room.wav" "$work/mixed.wav" trim 0 "$at"
ffmpeg -nostdin -v error -y -i "$work/mixed.wav" -c:a libmp3lame -b:a 48k -ac 1 -map_metadata -1 -fflags +bitexact "$out/sample.mp3"
ls -l "$out"
