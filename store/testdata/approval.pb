META
key;value
description;Onze straat, onze keuze
country;Belgium
unit;Voorbeeldgem
instance;2025
num_projects;4
num_votes;6
budget;30000
vote_type;approval
rule;greedy
date_begin;03.02.2025
date_end;17.02.2025
min_length;1
max_length;3
currency;EUR
PROJECTS
project_id;cost;votes;name;selected
BO.D16.5/23;12000;4;Speelplein aan de kerk;1
12;18000;3;Zitbanken langs de vaart;1
7;9000;2;Fietsenstalling;0
31;4000;0;Insectenhotel;2
VOTES
voter_id;vote
101;BO.D16.5/23,12
102;BO.D16.5/23
105;12,7,BO.D16.5/23
230;7
231;12,BO.D16.5/23
301;
